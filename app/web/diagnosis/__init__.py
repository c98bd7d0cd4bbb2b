"""The diagnosis: a guided form, one calm step at a time, and the recommendations that follow from it.

Answers travel in the form itself: nothing is stored here, and nothing about an organisation is in an address.
"""
